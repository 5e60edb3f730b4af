"""Words: terms with offsets, stems, sentences, spelling, lay words to clinical words."""
