"""House rules that no ready-made linter knows, one module per family of rules."""
