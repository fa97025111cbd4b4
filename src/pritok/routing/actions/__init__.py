"""The verbs of distribution: standing in line, giving out, settings. Nothing else writes the ledger."""
