"""What the structs of the API say of themselves, carried over into its description: their docstrings and those of their
fields, and that input with a field nobody knows is refused.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING

from litestar._openapi.schema_generation.plugins.struct import StructSchemaPlugin
from litestar.openapi.spec import Reference, Schema

if TYPE_CHECKING:
    from litestar._openapi.schema_generation import SchemaCreator
    from litestar.typing import FieldDefinition


class DescribedStructs(StructSchemaPlugin):
    """Litestar's own schemas of structs, with words. The version of Litestar is pinned; a test reads the result."""

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: SchemaCreator) -> Schema:
        """The schema of one struct."""
        schema = super().to_openapi_schema(field_definition, schema_creator)
        struct = field_definition.type_
        schema.description = inspect.getdoc(struct)
        if struct.__struct_config__.forbid_unknown_fields:
            schema.additional_properties = False
        for name, text in _field_docs(struct).items():
            known = (schema.properties or {}).get(name)
            # A reference may stand with words of its own (OpenAPI 3.1).
            if isinstance(known, Schema | Reference):
                known.description = text
        return schema


def _field_docs(struct: type) -> dict[str, str]:
    """The strings below the fields of a struct; nothing where its source is not at hand."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(struct)))
    except OSError:
        return {}
    [body] = (node.body for node in tree.body if isinstance(node, ast.ClassDef))
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
