"""The portal's stylesheet: the sheets that stand beside the components that wear them, put together in one order."""

from pathlib import Path
from typing import Final

from espace_factures.ui import tokens

PACKAGE: Final = Path(__file__).parents[1]

# Where two rules weigh the same the later one wins: what is worn everywhere first, what one page adds last.
ORDER: Final = (
    *("ui/letters.css", "ui/base.css", "ui/tones.css", "ui/icon.css"),
    *("ui/slot.css", "shell/layout.css", "ui/stack.css", "shell/breadcrumb.css", "ui/popover.css", "shell/header.css"),
    *("shell/account_menu.css", "shell/tabs.css", "shell/footer.css"),
    *("ui/button.css", "ui/field_frame.css", "ui/fields.css", "ui/badge.css", "ui/alert.css", "ui/error_summary.css"),
    *(
        "ui/card.css",
        "ui/table.css",
        "ui/words.css",
        "ui/count_tabs.css",
        "ui/filters.css",
        "ui/timeline.css",
        "ui/disclosure.css",
    ),
    *(
        "ui/figures.css",
        "ui/steps.css",
        "ui/waiting_list.css",
        "ui/progress.css",
        "ui/stacked.css",
        "ui/plot.css",
        "ui/dialog.css",
        "ui/empty.css",
        "ui/upload.css",
        "shell/captcha.css",
        "shell/first_words.css",
    ),
    *("api/http/reference.css", "notifications/http.css", "notifications/pages/subscriptions.css"),
    *("profile/pages/protection.css", "profile/components.css", "administration/components.css"),
    *(
        "documents/components.css",
        "demandes/components/thread.css",
        "invoices/deposit/components/form.css",
        "invoices/deposit/components/files.css",
    ),
    *("invoices/following/components/tables.css", "invoices/payment/components.css"),
    *("demandes/components/deciding.css", "invoices/processing/components/compare.css", "queues/components/page.css"),
    *("oversight/pages/dashboard.css", "portal/components.css", "portal/pages/home.css", "portal/pages/search.css"),
)


def stylesheet() -> str:
    """The colours, then every sheet."""
    return "\n".join([tokens.declarations(), *((PACKAGE / sheet).read_text(encoding="utf-8") for sheet in ORDER)])
