"""Tables, engine, triggers, migrations. Knows no rule."""
