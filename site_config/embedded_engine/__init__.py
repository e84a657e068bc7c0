"""A Django database engine: PostgreSQL, started by the first connection that needs it."""
