"""The app package that an office uploads to Teams, built from `manifest/` and the texts."""
