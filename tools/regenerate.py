"""Writes anew all that is generated: pages of docs/, JSON Schemas of the tables, examples of OpenAPI.

`python -m tools.regenerate`, at the root of the repository. Golden documents are not among it:
`pytest --update-golden` writes those.
"""

from converter.settings import find_home
from tools.example_answers import main as write_examples
from tools.json_schema import write_schemas
from tools.pages import write_pages


def main() -> None:
    """Writes everything; raises as the generators do."""
    home = find_home()
    write_pages(home)
    write_schemas(home / "mappings" / "schema")
    write_examples()


if __name__ == "__main__":
    main()
