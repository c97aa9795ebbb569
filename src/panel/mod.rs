//! The egui panels, one file each: they read resources and act through messages.
