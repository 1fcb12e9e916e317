"""Everything a person reads, in French, Arabic and English: words, figures, dates, sentences."""
