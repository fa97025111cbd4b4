"""Who wins what: a shrunk logistic regression, prices, and the choice. Numbers only, no database."""
