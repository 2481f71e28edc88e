"""The colours of both themes: the single source of the stylesheet's variables and of the contrast test."""

from typing import Final

LIGHT: Final[dict[str, str]] = {
    "sable": "#f7f5f0",
    "papier": "#ffffff",
    "creux": "#f1eee7",
    "filet": "#dfdacf",
    "bord": "#78838f",
    "encre": "#15202b",
    "gris": "#566270",
    "titre": "#0a2744",
    "bandeau": "#0a2744",
    "bandeau-creux": "#1d3a59",
    "sur-bandeau": "#ffffff",
    "bleu": "#0d4c8b",
    "bleu-fort": "#08386a",
    "bleu-pale": "#e8eff7",
    "sur-bleu": "#ffffff",
    "lagon": "#0b6e84",
    "lagon-fort": "#08566a",
    "lagon-pale": "#e3f1f3",
    "lagon-filet": "#b4d8de",
    "mousse": "#1d6b47",
    "mousse-fort": "#14512f",
    "mousse-pale": "#e4f2ea",
    "mousse-filet": "#b5d9c4",
    "ambre": "#7a5200",
    "ambre-fort": "#553800",
    "ambre-pale": "#fdf1d7",
    "ambre-filet": "#ecd29b",
    "cadre-lu": "#0b6e84",
    "cadre-douteux": "#7a5200",
    "corail": "#b3392a",
    "corail-fort": "#84241a",
    "corail-pale": "#fbe9e5",
    "corail-filet": "#efc1b8",
    "sur-corail": "#ffffff",
    "anneau": "#1668c7",
    "anneau-bandeau": "#7fd3e4",
}

DARK: Final[dict[str, str]] = {
    "sable": "#0c151f",
    "papier": "#14202d",
    "creux": "#1b2938",
    "filet": "#2b3b4c",
    "bord": "#75869a",
    "encre": "#e6ebf0",
    "gris": "#a7b4c1",
    "titre": "#f3f6f9",
    "bandeau": "#071019",
    "bandeau-creux": "#1a2a3a",
    "sur-bandeau": "#f3f6f9",
    "bleu": "#8fc1f5",
    "bleu-fort": "#b5d7fa",
    "bleu-pale": "#17304a",
    "sur-bleu": "#06192c",
    "lagon": "#6ccbdc",
    "lagon-fort": "#a5e2ec",
    "lagon-pale": "#0f333d",
    "lagon-filet": "#1f5461",
    "mousse": "#7fd0a6",
    "mousse-fort": "#b0e5ca",
    "mousse-pale": "#12352a",
    "mousse-filet": "#235444",
    "ambre": "#efc46c",
    "ambre-fort": "#f8dfac",
    "ambre-pale": "#382b10",
    "ambre-filet": "#5e4a1e",
    "cadre-lu": "#0b6e84",
    "cadre-douteux": "#7a5200",
    "corail": "#ff9f8f",
    "corail-fort": "#ffc9bf",
    "corail-pale": "#3b1f1d",
    "corail-filet": "#673732",
    "sur-corail": "#2c0c07",
    "anneau": "#ffd27a",
    "anneau-bandeau": "#ffd27a",
}

GROUNDS: Final = ("sable", "papier", "creux")
TONES: Final = ("lagon", "mousse", "ambre", "corail")

# What is written on what: 4.5:1 at least.
TEXT_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((ink, ground) for ground in GROUNDS for ink in ("encre", "gris", "titre", "bleu", "bleu-fort", "corail")),
    *((tone, f"{tone}-pale") for tone in TONES),
    *((f"{tone}-fort", f"{tone}-pale") for tone in TONES),
    *((tone, "papier") for tone in TONES),
    *(("encre", f"{tone}-pale") for tone in TONES),
    *(("bleu", f"{tone}-pale") for tone in TONES),
    ("bleu", "bleu-pale"),
    ("encre", "bleu-pale"),
    ("sur-bandeau", "bandeau"),
    ("bandeau", "anneau-bandeau"),
    ("sur-bandeau", "bandeau-creux"),
    ("sur-bleu", "bleu"),
    ("sur-bleu", "bleu-fort"),
    ("sur-corail", "corail"),
    ("sur-corail", "corail-fort"),
)

# Edges and marks one must see to use a control: 3:1 at least.
CONTROL_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *(("bord", ground) for ground in GROUNDS),
    *(("anneau", ground) for ground in GROUNDS),
    *((tone, ground) for ground in ("papier", "sable") for tone in (*TONES, "bleu")),
    ("anneau-bandeau", "bandeau"),
    ("anneau-bandeau", "bandeau-creux"),
)


def luminance(colour: str) -> float:
    """Relative luminance of « #rrggbb », 0 to 1, as WCAG 2.2 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def declarations() -> str:
    """The variables of both themes: the system's choice, unless the page says one; paper is light."""
    light, dark = _declarations(LIGHT), _declarations(DARK)
    return (
        f":root {{ color-scheme: light !important; {light} }}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f'  :root:not([data-theme="light"]) {{ color-scheme: dark !important; {dark} }}\n'
        "}\n"
        f'@media screen {{ :root[data-theme="dark"] {{ color-scheme: dark !important; {dark} }} }}\n'
    )


def _declarations(theme: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in theme.items())
