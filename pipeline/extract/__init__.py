"""From a file to what stands in it, still raw: readers, tables, rows, headings, sections."""
