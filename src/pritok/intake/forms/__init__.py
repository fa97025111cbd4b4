"""The public form: what a stranger sees, what protects it from robots, and how what they typed is read."""
