"""One layout for every mail: what happened, what to do, and nothing that follows the reader."""

from dataclasses import dataclass
from html import escape

SIGNATURE = "Espace Factures, province Sud de la Nouvelle-Calédonie"
CHOOSE = "Choisir les messages que je reçois"
FOOTER = "Message automatique : les réponses à cette adresse ne sont pas lues."


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before its layout; `code` stands on a line of its own, `action` is (label, absolute address)."""

    subject: str
    paragraphs: tuple[str, ...]
    code: str = ""
    action: tuple[str, str] | None = None
    facts: tuple[tuple[str, str], ...] = ()


def as_text_message(title: str, link: str) -> str:
    """An SMS: what happened and where to see it, in one or two parts."""
    return f"Espace Factures : {title}. {link}"


def as_text(letter: Letter, settings: str = "") -> str:
    """The plain text of the mail; `settings` is where one chooses what is written to him."""
    blocks = ["Bonjour,", *letter.paragraphs]
    if letter.code:
        blocks.append(f"Votre code : {letter.code}")
    if letter.facts:
        blocks.append("\n".join(f"{label} : {value}" for label, value in letter.facts))
    if letter.action:
        blocks.append(f"{letter.action[0]} :\n{letter.action[1]}")
    choose = f"{CHOOSE} : {settings}\n" if settings else ""
    return "\n\n".join([*blocks, f"-- \n{SIGNATURE}\n{FOOTER}\n{choose}"])


def as_html(letter: Letter, settings: str = "") -> str:
    """The same mail for readers that draw it, light and dark, without image or tracking."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in ("Bonjour,", *letter.paragraphs))
    if letter.code:
        body += f'<p class="code">Votre code : <strong>{escape(letter.code)}</strong></p>'
    if letter.facts:
        rows = "".join(f"<tr><td>{escape(label)}</td><td>{escape(value)}</td></tr>" for label, value in letter.facts)
        body += f'<table role="presentation">{rows}</table>'
    if letter.action:
        label, address = letter.action
        body += f'<p><a class="action" href="{escape(address, quote=True)}">{escape(label)}</a></p>'
    choose = f'<br><a href="{escape(settings, quote=True)}">{CHOOSE}</a>' if settings else ""
    return LAYOUT.format(subject=escape(letter.subject), body=body, signature=SIGNATURE, footer=FOOTER + choose)


LAYOUT = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>{subject}</title><style>
body {{ margin: 0; padding: 24px 16px; background: #f7f5f0; color: #15202b; font: 17px/26px system-ui, sans-serif; }}
main {{ max-width: 560px; margin: 0 auto; background: #ffffff; border: 1px solid #dfdacf; border-radius: 14px;
  padding: 24px; }}
h1 {{ font-size: 15px; letter-spacing: .06em; color: #0a2744; margin: 0 0 16px; }}
.code {{ font-size: 22px; }} .code strong {{ letter-spacing: .2em; }}
td {{ padding: 4px 16px 4px 0; vertical-align: top; }}
.action {{ display: inline-block; background: #0d4c8b; color: #ffffff; padding: 11px 20px; border-radius: 9px;
  text-decoration: none; font-weight: 600; }}
footer {{ max-width: 560px; margin: 16px auto 0; color: #566270; font-size: 14px; line-height: 20px; }}
footer a {{ color: inherit; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #0b1622; color: #e8edf2; }} main {{ background: #122131; border-color: #26384b; }}
  h1 {{ color: #e8edf2; }} footer {{ color: #a9b6c3; }} .action {{ background: #8cc1f5; color: #0a2744; }}
}}
</style></head><body><main><h1>PROVINCE SUD</h1>{body}</main>
<footer>{signature}<br>{footer}</footer></body></html>"""
