//! JSON Schema from lists of fields: what editors complete and check.

use serde_json::{Map, Value, json};

use super::{Field, Shape};

/// The schema of a table with exactly these fields.
pub fn schema_of_fields(fields: &[Field]) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|f| (f.name.to_string(), described(schema_of_shape(f.shape), f.doc)))
        .collect();
    let required: Vec<&str> = fields.iter().filter(|f| f.required).map(|f| f.name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The schema of a whole file: which draft it is written in, its title, and `schema = 1`.
pub fn schema_of_file(fields: &[Field], title: &str) -> Value {
    let mut schema = schema_of_fields(fields);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    schema["properties"]["schema"]["const"] = json!(1);
    schema
}

/// The schema with a description.
pub fn described(mut schema: Value, doc: &str) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".into(), doc.into());
    }
    schema
}

fn schema_of_shape(shape: Shape) -> Value {
    let number = json!({ "anyOf": [
        { "type": "number" },
        { "type": "string", "pattern": r"^[+-]?[0-9]+(\.[0-9]+)? *%?$" },
    ]});
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Number => number,
        Shape::Numbers => json!({ "type": "array", "items": number }),
        Shape::Expression => json!({ "type": ["string", "number"] }),
        Shape::Whole => json!({ "type": "integer" }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::OneOf(known) => json!({ "enum": known }),
        Shape::Table(fields) => schema_of_fields(fields),
        Shape::Tables(fields) => json!({ "type": "array", "items": schema_of_fields(fields) }),
        Shape::NumberMap => json!({ "type": "object", "additionalProperties": number }),
        Shape::FreeTable => json!({ "type": "object" }),
        Shape::Any => json!({}),
    }
}
