import QtQuick
import QtTest
import ui.controls
import ui.theme

Item {
    id: root

    width: 1080
    height: 1200

    Item {
        id: place
    }

    TestCase {
        name: "Languages"
        when: windowShown

        function test_every_language_is_called_by_its_own_name() {
            for (const language of ["id", "en", "jv", "su", "plm"])
                verify(Languages.names[language].length > 3, language);
            compare(new Set(Object.values(Languages.names)).size, Object.keys(Languages.names).length);
        }
    }
}
