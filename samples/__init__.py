"""The papers of Tarrowdale Council, which does not exist: what ``samples/build.py`` builds them from."""
