"""The places of the window, one module each: see ui/README.md."""
