# Sourced: what the Windows package depends on beside the program itself, as one hash.
fingerprint() {  # ROOT
  (cd "$1" && git ls-files -s build.spec packaging pyproject.toml constraints.txt desktop/__main__.py desktop/app.py desktop/selftest.py |
    sha256sum | cut -c1-16)
}
