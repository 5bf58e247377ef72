"""Facts -> SQLite, and what is followed across papers."""
