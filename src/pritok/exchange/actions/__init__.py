"""The writes of imports: runs, and which of our records each foreign id became."""
