"""Made-up companies whose managers' true skills are known: where policies are tried before people are."""
