"""The proof of a deposit: a certificate that its supplier keeps, and the public page where anybody checks it."""
