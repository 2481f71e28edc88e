// Writes the names of the npm packages whose code is in what a browser loads: NOTICE is held against them.
import { writeFileSync } from "node:fs";

const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//;

export default function shippedPackages() {
  return {
    name: "shipped-packages",
    apply: "build",
    generateBundle(_, bundle) {
      if (this.environment.name !== "client") return;
      const modules = Object.values(bundle).flatMap((chunk) => Object.entries(chunk.modules ?? {}));
      const loaded = modules.filter(([, { renderedLength }]) => renderedLength).map(([path]) => PACKAGE.exec(path)?.[1]);
      const names = [...new Set(loaded.filter(Boolean))].toSorted();
      writeFileSync(new URL("./shipped.json", import.meta.url), JSON.stringify(names));
    },
  };
}
