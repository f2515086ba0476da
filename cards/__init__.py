"""Adaptive Cards: what people see (`build`), and how their input is read back (`read`)."""
