"""The verbs of deals, one file per group. Nothing else writes deals, pipelines, fields or views."""
