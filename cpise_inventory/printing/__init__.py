"""From event to paper: documents and labels in three languages, each print journaled.

`papers.draw` and `papers.papers` draw what was issued, `commands.print_document` journals the
print first; `drafts.preview` draws what is still being typed; `labels.label_sheet` prints labels.
"""
