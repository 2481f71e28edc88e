"""The launcher: python -m espace_factures COMMAND; docs/operations.md explains them."""

import sys

from espace_factures.launcher import COMMANDS


def main() -> int:
    """Run one command; the words are those of COMMANDS."""
    name, *arguments = sys.argv[1:] or ["serve"]
    if name not in COMMANDS:
        sys.stderr.write(f"Commandes : {', '.join(COMMANDS)}\n")
        return 2
    return COMMANDS[name](*arguments) or 0


if __name__ == "__main__":
    sys.exit(main())
