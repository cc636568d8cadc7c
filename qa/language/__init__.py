"""Words: what each language calls things, stems, offsets. The only wing that knows a language."""
