"""The verbs of requests and forms. A request is stored before anything is made of it."""
