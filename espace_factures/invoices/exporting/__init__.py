"""The rows of « Mes factures » in a sheet: at once when they are few, by a job when they are many."""
