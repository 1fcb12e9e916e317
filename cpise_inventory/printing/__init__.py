"""From event to paper: documents and labels in three languages, each print journaled."""
