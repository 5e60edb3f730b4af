"""The BM25 index, and the evidence: which words of a question a passage covers."""
