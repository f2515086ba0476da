"""Checking a template that somebody wrote: every mistake of a file in one run, and its schema."""

from participation.validation.check import check_template
from participation.validation.mistake import WARNINGS, Mistake
from participation.validation.schema import json_schema

__all__ = ["WARNINGS", "Mistake", "check_template", "json_schema"]
