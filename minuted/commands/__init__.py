"""The commands, by what a user is doing; ``cli.py`` gathers them."""
