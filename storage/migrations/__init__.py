"""Alembic migrations; they run at start, in the same process, under the write lock."""
