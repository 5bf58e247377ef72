"""The words and numbers of the sample papers, one module a body."""
