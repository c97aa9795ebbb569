//! Roles and names: a screen reader finds every control of the real panels.

use bevy_egui::egui::accesskit::Role;
use gradswarm::panel::PanelPlace;
use kittest::{AccessKitNode, NodeT, Queryable};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    every_control_has_a_role_and_a_name,
}

/// A node of the tree that a screen reader gets.
#[derive(Clone)]
struct Node<'tree>(AccessKitNode<'tree>);

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.0.role(), self.0.label())
    }
}

impl<'tree> NodeT<'tree> for Node<'tree> {
    fn accesskit_node(&self) -> AccessKitNode<'tree> {
        self.0
    }

    fn new_related(&self, child_node: AccessKitNode<'tree>) -> Self {
        Self(child_node)
    }
}

/// Roles that a user can act on.
const ACTIVE: [Role; 8] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Link,
    Role::RadioButton,
    Role::Slider,
    Role::SpinButton,
    Role::TextInput,
];

fn every_control_has_a_role_and_a_name(rig: &mut Rig) {
    rig.settle_seed();
    rig.select_a_leaf();
    for place in [
        PanelPlace::Explore,
        PanelPlace::Learn,
        PanelPlace::Look,
        PanelPlace::Physics,
    ] {
        rig.open_place(place);
        let tree = rig.accessibility_tree();
        let root = Node(tree.root());
        let active = root.query_all(kittest::by().predicate(|node| ACTIVE.contains(&node.role())));
        let mut count = 0;
        for node in active {
            let node = node.accesskit_node();
            let name = node.label().unwrap_or_default();
            assert!(
                name.chars().any(char::is_alphanumeric),
                "a {:?} of {place:?} is called {name:?}",
                node.role()
            );
            count += 1;
        }
        assert!(count > 15, "{count} controls with {place:?} open");
        for (role, name) in expected_controls(place) {
            root.get_by_role_and_label(role, name);
        }
    }
}

/// Some controls by role and name: those of every drawer, and the ones of this place.
fn expected_controls(place: PanelPlace) -> Vec<(Role, &'static str)> {
    let mut expected = vec![
        (Role::Button, "Menu"),
        (Role::Button, "Search"),
        (Role::Button, "Keys and gestures"),
        (Role::Button, "Pause"),
        (Role::Button, "One step"),
        (Role::Button, "Train"),
        (Role::Button, "To the end"),
        (Role::Button, "Wave"),
        (Role::Button, "Zoom to it"),
        (Role::CheckBox, "Pinned"),
        (Role::SpinButton, "data"),
    ];
    expected.extend(match place {
        PanelPlace::Explore => vec![(Role::Button, "Grow again"), (Role::SpinButton, "seed")],
        PanelPlace::Learn => vec![
            (Role::Button, "One round"),
            (Role::Button, "Forward pass"),
            (Role::SpinButton, "learning rate"),
            (Role::SpinButton, "rounds"),
        ],
        PanelPlace::Look => vec![
            (Role::Button, "Default look"),
            (Role::CheckBox, "Labels"),
            (Role::CheckBox, "Reduce motion"),
        ],
        PanelPlace::Physics => vec![
            (Role::Button, "Default physics"),
            (Role::SpinButton, "attraction"),
            (Role::CheckBox, "Limit steps"),
        ],
        PanelPlace::Inspector => Vec::new(),
    });
    expected
}
