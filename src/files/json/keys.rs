//! Takes known keys out of an object; the rest is kept for writing.

use glam::Vec3;
use serde_json::{Map, Value};

use super::fault::{Fault, Raw};

/// The keys of a node or a link.
pub struct Keys<'a> {
    raw: Raw<'a>,
    map: Map<String, Value>,
}

impl<'a> Keys<'a> {
    /// The keys of a part, which must be an object. `what` names it in the error.
    pub fn from_object(raw: Raw<'a>, what: &str) -> Result<Self, Fault<'a>> {
        let map = serde_json::from_str(raw.get()).map_err(|error| {
            Fault::from_json(raw, &error, &format!("{what} must be an object {{…}}"))
        })?;
        Ok(Self { raw, map })
    }

    /// An error in this object.
    pub fn fault(&self, message: impl Into<String>) -> Fault<'a> {
        Fault::new(self.raw, message)
    }

    /// Takes the value of a key.
    pub fn take_value(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.map.get(key)
    }

    /// The keys that were not taken.
    pub fn into_rest(self) -> Map<String, Value> {
        self.map
    }

    /// Takes a number; `null` counts as absent.
    pub fn take_number(&mut self, key: &str) -> Result<Option<f64>, Fault<'a>> {
        match self.map.remove(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value
                .as_f64()
                .map(Some)
                .ok_or_else(|| self.fault(format!("`{key}` must be a number, not {value}"))),
        }
    }

    /// Takes a value if it is a number or `null`; any other value stays.
    pub fn take_number_if_any(&mut self, key: &str) -> Option<f64> {
        let number = self.map.get(key)?.as_f64();
        if number.is_some() || self.map[key].is_null() {
            self.map.remove(key);
        }
        number
    }

    /// Takes a number that the physics computes with, in single precision.
    pub fn take_single(&mut self, key: &str) -> Result<Option<f32>, Fault<'a>> {
        let Some(number) = self.take_number(key)? else {
            return Ok(None);
        };
        let single = number as f32;
        if single.is_finite() {
            Ok(Some(single))
        } else {
            Err(self.fault(format!(
                "`{key}` is {number}; expected a number from {:e} to {:e}",
                f32::MIN,
                f32::MAX
            )))
        }
    }

    /// Takes three coordinates. Missing ones are 0, but one of the first two must be there.
    pub fn take_vector(&mut self, names: [&str; 3]) -> Result<Option<Vec3>, Fault<'a>> {
        let [x, y, z] = names.map(|name| self.take_single(name));
        let (x, y, z) = (x?, y?, z?);
        let number = |number: Option<f32>| number.unwrap_or(0.0);
        Ok((x.is_some() || y.is_some()).then(|| Vec3::new(number(x), number(y), number(z))))
    }

    /// Takes a text; any other value stays, and the text is empty.
    pub fn take_text(&mut self, key: &str) -> String {
        match self.map.get(key) {
            Some(Value::String(_) | Value::Null) => {}
            _ => return String::new(),
        }
        match self.map.remove(key) {
            Some(Value::String(text)) => text,
            _ => String::new(),
        }
    }

    /// Takes `true` or `false`; any other value stays, and the flag is false.
    pub fn take_flag(&mut self, key: &str) -> bool {
        match self.map.get(key).and_then(Value::as_bool) {
            Some(flag) => {
                self.map.remove(key);
                flag
            }
            None => false,
        }
    }

    /// Puts a text back that has no meaning for us.
    pub fn put_back(&mut self, key: &str, text: String) {
        self.map.insert(key.to_owned(), Value::String(text));
    }
}
