"""The widgets that pages are made of. Each takes the `Look` first and holds no rule."""
