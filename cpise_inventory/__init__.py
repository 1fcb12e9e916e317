"""CPISE Inventory: the domain, without Qt."""
