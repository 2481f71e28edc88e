"""The child's first steps: it limits itself, before any parser is imported, then hands its input to the parser.

The limits are set here, not in a `preexec_fn`, which may deadlock in a parent that has threads."""

import importlib
import json
import resource
import sys
from math import ceil
from typing import Any

RESULT_BYTES = 1024 * 1024
"""An answer is a few kilobytes; the kernel stops the child from writing more than this."""
OPEN_FILES = 64


def main() -> None:
    """Run as `-c`, with the arguments: root, limits in JSON, module, the module's own arguments."""
    _, _, limits, module, *arguments = sys.argv
    _limit(json.loads(limits))
    answer = importlib.import_module(module).main(sys.stdin.buffer.read(), tuple(arguments))
    sys.stdout.buffer.write(answer)


def _limit(limits: dict[str, Any]) -> None:
    """Lower this process's own limits, for good."""
    memory = resource.RLIMIT_AS if limits["address_space"] else resource.RLIMIT_DATA
    ceilings = {
        memory: limits["memory"],
        resource.RLIMIT_CPU: ceil(limits["seconds"]),
        resource.RLIMIT_FSIZE: RESULT_BYTES,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    if not limits["threads"]:
        ceilings[resource.RLIMIT_NPROC] = 0
    for name, ceiling in ceilings.items():
        hard = resource.getrlimit(name)[1]
        lowest = ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard)
        resource.setrlimit(name, (lowest, lowest))
