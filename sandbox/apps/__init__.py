"""The app packages that an administrator uploads: read, checked, and shown to people."""
