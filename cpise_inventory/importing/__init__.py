"""Files that people send: delivery, item, kit and asset lists, read into typed rows or refused.

Nothing here writes: `read_table` reads a file, `parse` of a kind of list makes its rows or the
full list of problems, and the commands of the domain do the rest.
"""
