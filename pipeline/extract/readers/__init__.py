"""One library or one kind of file a module; each yields a RawDocument."""
