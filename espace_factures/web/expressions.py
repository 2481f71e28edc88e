"""The expressions that Reflex writes for the browser, said again for the server's templates (Jinja)."""

import json
import re
from collections.abc import Iterator
from typing import Final

TOKEN: Final = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_$][\w$]*)"""
    r"""|(?P<arrow>=[>])|(?P<sign>===|!==|\?\.|&&|\|\||>=|<=|==|!=|[()\[\],.?:!+\-*<>]))"""
)
STATE_VALUE: Final = "_rx_state_"
CONSTANTS: Final = {"true": "true", "false": "false", "null": "none", "undefined": "none"}
FIELD: Final = re.compile(rf"'(?!(?:{'|'.join(dir(dict))})')[a-z]\w*'")
"""A field of a row, which a template looks up faster by a point; one that a dictionary answers by a method is not."""
BINARY: Final = {
    "||": (1, "or"),
    "&&": (2, "and"),
    "===": (3, "=="),
    "==": (3, "=="),
    "!==": (3, "!="),
    "!=": (3, "!="),
    "<": (4, "<"),
    ">": (4, ">"),
    "<=": (4, "<="),
    ">=": (4, ">="),
}
PLUS: Final = 5


class UnknownExpressionError(ValueError):
    """What the server cannot say: the page draws it some other way, or this module learns it."""


def literal(expression: str) -> object:
    """The value of an expression that is one literal; raises ValueError otherwise."""
    return json.loads(expression)


def said(expression: str) -> str:
    """The same in Jinja; raises UnknownExpressionError."""
    return _Reader(expression).whole()


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._tokens = list(_tokens(expression))
        self._at = 0

    def whole(self) -> str:
        """All of it."""
        found = self._choice()
        if self._peek() != ("end", ""):
            raise self._unknown()
        return found

    def _choice(self) -> str:
        found = self._binary(1)
        if not self._takes("?"):
            return found
        yes = self._choice()
        self._expect(":")
        return f"({yes} if {found} else {self._choice()})"

    def _binary(self, lowest: int) -> str:
        left = self._unary()
        while True:
            sign = self._peek()[1]
            if sign == "+" and lowest <= PLUS:
                self._at += 1
                left = f"plus({left}, {self._binary(PLUS + 1)})"
            elif sign in BINARY and BINARY[sign][0] >= lowest:
                self._at += 1
                rank, word = BINARY[sign]
                left = f"({left} {word} {self._binary(rank + 1)})"
            else:
                return left

    def _unary(self) -> str:
        if self._takes("!"):
            return f"(not {self._unary()})"
        if self._takes("-"):
            return f"(-{self._unary()})"
        return self._path(self._first())

    def _first(self) -> str:
        kind, word = self._next()
        if word == "(":
            inner = self._choice()
            self._expect(")")
            return inner
        if kind == "text":
            return _quoted(str(json.loads(word)))
        if kind == "number":
            return word
        if kind == "name":
            return self._named(word)
        raise self._unknown()

    def _named(self, word: str) -> str:
        if word == "JSON" and self._takes("."):
            self._next()
            return f"stringify({self._arguments()[0]})"
        if self._peek()[1] != "(" or word in CONSTANTS:
            return CONSTANTS.get(word, word)
        given = self._arguments()
        if word == "isTrue":
            return given[0]
        if word in {"pyOr", "pyAnd"}:
            return f"({given[0]} {word[2:].lower()} {given[1]})"
        raise self._unknown()

    def _arguments(self) -> list[str]:
        """What stands between parentheses; a function without argument stands for what it answers."""
        self._expect("(")
        given: list[str] = []
        while not self._takes(")"):
            if [self._peek(rank)[0] for rank in range(3)] == ["sign", "sign", "arrow"]:
                self._at += 3
            given.append(self._choice())
            self._takes(",")
        return given

    def _path(self, found: str) -> str:
        while self._peek()[1] in {".", "?.", "["}:
            sign = self._next()[1]
            if sign == "[" or self._takes("["):
                key = self._choice()
                self._expect("]")
                found = f"{found}.{key[1:-1]}" if FIELD.fullmatch(key) else f"{found}[{key}]"
            else:
                found = self._member(found, self._next()[1])
        return found

    def _member(self, found: str, name: str) -> str:
        if name == "length":
            return f"({found} | length)"
        if name in {"valueOf", "at"}:
            self._takes("?.")
            given = self._arguments()
            return f"{found}[{given[0]}]" if given else found
        return f"{found}.{name.removesuffix(STATE_VALUE)}"

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else ("end", "")

    def _next(self) -> tuple[str, str]:
        found = self._peek()
        self._at += 1
        return found

    def _takes(self, sign: str) -> bool:
        is_next = self._peek() == ("sign", sign)
        self._at += is_next
        return is_next

    def _expect(self, sign: str) -> None:
        if not self._takes(sign):
            raise self._unknown()

    def _unknown(self) -> UnknownExpressionError:
        return UnknownExpressionError(f"the server cannot say « {self._expression} »")


def _tokens(expression: str) -> Iterator[tuple[str, str]]:
    at, end = 0, len(expression.rstrip())
    while at < end:
        found = TOKEN.match(expression, at)
        if found is None or found.lastgroup is None:
            raise UnknownExpressionError(f"the server cannot say « {expression} »")
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _quoted(text: str) -> str:
    """A literal of Jinja, which ends at the first quote that no backslash precedes."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
