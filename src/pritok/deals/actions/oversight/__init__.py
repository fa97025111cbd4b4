"""What those in charge do: limits they set, losses they look through."""
