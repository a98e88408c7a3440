//! The JSON Schema of a criteria set, from the lists of fields that the reader uses and the
//! fields of every rule kind.

use serde_json::{Value, json};

use super::fields::{CODE_PATTERN, FILE, ITEM, NODE};
use crate::document::{described, schema_of_fields};
use crate::rules::RULES;

/// What editors complete and check in `criteria/**/*.toml`.
pub fn schema() -> Value {
    let mut file = schema_of_fields(FILE);
    let mut node = schema_of_fields(NODE);
    insert(&mut file, "/properties", "schema", json!({ "const": 1 }));
    insert(&mut file, "", "required", json!(["schema", "set"]));
    insert(&mut file, "/properties", "data", reference("data", "Số liệu dùng chung."));
    insert(&mut node, "/properties", "data", reference("data", "Số liệu của tiêu chí này."));
    insert(&mut node, "/properties", "rule", reference("rule", "Cách tính điểm."));
    let values = json!({ "type": "array", "items": { "type": "object" } });
    insert(&mut node, "/properties/example/items/properties", "peers", values);
    for table in [&mut file, &mut node] {
        insert(table, "", "patternProperties", json!({ CODE_PATTERN: { "$ref": "#/$defs/node" } }));
    }
    insert(&mut file, "", "$schema", json!("https://json-schema.org/draft/2020-12/schema"));
    insert(&mut file, "", "title", json!("parindex: bộ tiêu chí / criteria set"));
    let doc = "Tên bảng là mã trong phụ lục: [3], [3.2], [3.2.1]. / Table headers are the codes \
               of the annex.";
    insert(&mut file, "", "description", json!(doc));
    let definitions = json!({
        "node": node,
        "data": { "type": "object", "additionalProperties": schema_of_fields(ITEM) },
        "rule": { "oneOf": rules() },
    });
    insert(&mut file, "", "$defs", definitions);
    file
}

fn rules() -> Vec<Value> {
    RULES
        .iter()
        .map(|rule| {
            let mut one = described(schema_of_fields(&rule.all_fields()), rule.doc);
            insert(&mut one, "", "title", json!(rule.name));
            insert(&mut one, "/properties", "kind", json!({ "const": rule.name }));
            one
        })
        .collect()
}

fn reference(name: &str, doc: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}"), "description": doc })
}

fn insert(schema: &mut Value, pointer: &str, key: &str, value: Value) {
    if let Some(object) = schema.pointer_mut(pointer).and_then(Value::as_object_mut) {
        object.insert(key.into(), value);
    }
}
