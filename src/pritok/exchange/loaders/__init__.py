"""From checked rows to records: one loader per kind of file, all of them `loading.Loader`s."""
