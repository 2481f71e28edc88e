// The files of a ZIP, opened in the browser: each is bounded, and what cannot be taken is said by its name.

const MOST_FILES = 100;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const IN_UTF8 = 0x800;
const BROKEN = "cette archive est abîmée ou d’une forme inconnue. Déposez ses fichiers un à un.";
const TOO_MANY = `cette archive contient plus de ${MOST_FILES} fichiers. Faites-en plusieurs.`;
const LOCKED = "ce fichier de l’archive est protégé par un mot de passe. Enregistrez l’archive sans mot de passe.";
const TOO_LARGE = "ce fichier de l’archive est trop lourd. Choisissez un fichier plus léger.";
const EMPTY = "cette archive ne contient aucun fichier.";

// { files: [File], refused: ["name : sentence"] } of the archive; no file of more than `largest` bytes.
export async function filesOf(archive, largest) {
  const [files, refused] = [[], []];
  let entries;
  try {
    entries = (await directory(archive)).filter(isDocument);
  } catch {
    return { files, refused: [`${archive.name} : ${BROKEN}`] };
  }
  if (entries.length > MOST_FILES) return { files, refused: [`${archive.name} : ${TOO_MANY}`] };
  if (!entries.length) return { files, refused: [`${archive.name} : ${EMPTY}`] };
  for (const entry of entries) {
    const sentence = await take(archive, entry, largest, files);
    if (sentence) refused.push(`${entry.name} : ${sentence}`);
  }
  return { files, refused };
}

// Adds the file of an entry; a sentence when it cannot be taken.
async function take(archive, entry, largest, files) {
  if (entry.flags & ENCRYPTED) return LOCKED;
  if (entry.size > largest) return TOO_LARGE;
  try {
    const content = await read(archive, entry, largest);
    if (content === null) return TOO_LARGE;
    files.push(new File(content, entry.name));
    return "";
  } catch {
    return BROKEN;
  }
}

// The entries of the central directory, found from the end of the archive.
async function directory(archive) {
  const start = Math.max(archive.size - END_BYTES - LONGEST_COMMENT, 0);
  const tail = new DataView(await archive.slice(start).arrayBuffer());
  let at = tail.byteLength - END_BYTES;
  while (at >= 0 && tail.getUint32(at, true) !== END) at -= 1;
  if (at < 0) throw new Error("no end");
  const count = tail.getUint16(at + 10, true);
  const [size, offset] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  const view = new DataView(await archive.slice(offset, offset + size).arrayBuffer());
  const entries = [];
  for (let place = 0; entries.length < count; ) {
    if (view.getUint32(place, true) !== ENTRY) throw new Error("no entry");
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(place + field, true));
    const flags = view.getUint16(place + 8, true);
    entries.push({
      flags,
      method: view.getUint16(place + 10, true),
      packed: view.getUint32(place + 20, true),
      size: view.getUint32(place + 24, true),
      offset: view.getUint32(place + 42, true),
      path: decoded(new Uint8Array(view.buffer, place + 46, name), flags),
    });
    place += 46 + name + extra + comment;
  }
  return entries.map((entry) => ({ ...entry, name: entry.path.split(/[\\/]/).pop() }));
}

function decoded(bytes, flags) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(flags & IN_UTF8 ? "utf-8" : "windows-1252").decode(bytes);
  }
}

function isDocument({ path, name }) {
  return name !== "" && !name.startsWith(".") && !path.startsWith("__MACOSX/");
}

// The bytes of an entry, in pieces; null as soon as they are more than `largest`, whatever the archive says of them.
async function read(archive, entry, largest) {
  const head = new DataView(await archive.slice(entry.offset, entry.offset + 30).arrayBuffer());
  const start = entry.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = archive.slice(start, start + entry.packed);
  if (entry.method === STORED) return [packed];
  if (entry.method !== DEFLATED) throw new Error("unknown method");
  const reader = packed.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const pieces = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return pieces;
    length += value.length;
    if (length > largest) {
      await reader.cancel();
      return null;
    }
    pieces.push(value);
  }
}
