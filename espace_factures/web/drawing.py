"""The template of what the server draws of a page, taken from the very component that React draws."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup, escape

from espace_factures.web import expressions

SLOT: Final = "Slot"
VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
UNDRAWN: Final = frozenset({"Beat", "FocusOnTitle", "Look", "SteadyPress", "TakeFocus", "ToCorrect"})
"""Components of ours that put nothing on the page."""
UNSAID: Final = re.compile(r"key|ref|on[A-Z]\w*|reloadDocument")
"""What only the page alive makes use of."""
RENAMED: Final = {"className": "class", "htmlFor": "for", "defaultValue": "value", "defaultChecked": "checked"}
PROP: Final = re.compile(r'(?:"([^"]+)"|(\w+)):(.*)', re.DOTALL)
NOTHING: Final = Markup("")
Rendered = Mapping[str, Any]


def snippets(page: Any) -> Iterator[tuple[str, str]]:
    """Each slot of a rendered page and the template of what stands there once the page is alive."""
    if isinstance(page, Mapping):
        waiting = _alone(page.get("false_value") or {})
        if waiting.get("name") == SLOT:
            yield str(expressions.literal(_props(waiting)["name"])), template(page["true_value"])
        else:
            yield from (found for part in page.values() for found in snippets(part))
    elif isinstance(page, list | tuple):
        yield from (found for part in page for found in snippets(part))


def template(node: Rendered) -> str:
    """The HTML of a rendered component, its values said in Jinja; raises on what the server cannot draw."""
    if not node:
        return ""
    if "cond_state" in node:
        return _choice(node)
    if "match_cases" in node:
        return _cases(node)
    if "iterable_state" in node:
        return _loop(node)
    if "contents" in node:
        return _words(str(node["contents"]))
    return _element(node)


def _alone(node: Rendered) -> Rendered:
    """What a fragment holds when it holds one thing."""
    children = node.get("children", ())
    return _alone(children[0]) if node.get("name") == "Fragment" and len(children) == 1 else node


def _choice(node: Rendered) -> str:
    otherwise = template(node["false_value"])
    alternative = f"{{% else %}}{otherwise}" if otherwise else ""
    return f"{{% if {expressions.said(node['cond_state'])} %}}{template(node['true_value'])}{alternative}{{% endif %}}"


def _cases(node: Rendered) -> str:
    wanted, parts = expressions.said(node["cond"]), []
    for rank, (conditions, drawn) in enumerate(node["match_cases"]):
        test = " or ".join(f"{wanted} == {expressions.said(condition)}" for condition in conditions)
        parts.append(f"{{% {'elif' if rank else 'if'} {test} %}}{template(drawn)}")
    return "".join([*parts, f"{{% else %}}{template(node['default'])}{{% endif %}}"])


def _loop(node: Rendered) -> str:
    inner = "".join(template(child) for child in node["children"])
    rank = f"{{% set {node['arg_index']} = loop.index0 %}}" if node["arg_index"] in inner else ""
    rows = expressions.said(node["iterable_state"])
    return f"{{% for {node['arg_name']} in {rows} %}}{rank}{inner}{{% endfor %}}"


def _words(contents: str) -> str:
    try:
        return _still(expressions.literal(contents)) if contents else ""
    except ValueError:
        return f"{{{{ {expressions.said(contents)} }}}}"


def _element(node: Rendered) -> str:
    name, props = str(node["name"]), _props(node)
    inner = "".join(template(child) for child in node["children"])
    if name in {"Fragment", ""}:
        return inner
    if name in UNDRAWN:
        return ""
    if name == "Icon":
        return f"<svg {props['outline']} {props['large']}></svg>"
    if name == "ReactRouterLink":
        name, props["href"] = '"a"', props.pop("to")
    if not name.startswith('"'):
        raise expressions.UnknownExpressionError(f"the server cannot draw « {name} »")
    tag = name.strip('"')
    if tag == "textarea" and "defaultValue" in props:
        inner = _words(props.pop("defaultValue"))
    attributes = "".join(_attribute(prop, value) for prop, value in props.items() if not UNSAID.fullmatch(prop))
    return f"<{tag}{attributes}>" if tag in VOID else f"<{tag}{attributes}>{inner}</{tag}>"


def _props(node: Rendered) -> dict[str, str]:
    found = (PROP.fullmatch(prop) for prop in node["props"])
    return {prop[1] or prop[2]: prop[3] for prop in found if prop}


def _attribute(prop: str, value: str) -> str:
    name = RENAMED.get(prop, prop.lower())
    try:
        return str(attribute(name, expressions.literal(value))).replace("{", "&#123;")
    except ValueError:
        return f"{{{{ attribute('{name}', {expressions.said(value)}) }}}}"


def attribute(name: str, value: object) -> Markup:
    """An attribute as React writes it: what is false or nothing is left out, unless a reader is told so."""
    if name.startswith(("aria-", "data-")) or name in {"spellcheck", "draggable"}:
        value = str(value).lower() if isinstance(value, bool) else value
    if value is None or value is False:
        return NOTHING
    return Markup(f' {name}="{"" if value is True else escape(value)}"')  # noqa: S704 - the value is escaped


def _still(value: object) -> str:
    """Words that never change; a brace would begin an expression."""
    return "" if value is None or isinstance(value, bool) else str(escape(value)).replace("{", "&#123;")
