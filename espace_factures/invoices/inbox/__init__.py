"""The drop-box of an établissement: mails of its members become drafts, and are answered."""
