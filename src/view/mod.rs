//! What one sees: camera, the two instanced draws, labels, picking, palette.
